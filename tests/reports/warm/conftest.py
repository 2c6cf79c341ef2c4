from cxkit.reports.warm import can_fork

collect_ignore_glob = [] if can_fork() else ["test_*.py"]
