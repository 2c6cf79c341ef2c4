"""Reports: assembled from notebooks, executed by papermill, exported, kept with a manifest."""
