"""What the consultant writes: engagement.yml and the files of judgement, read and checked."""
