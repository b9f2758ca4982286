"""Discovery 调研: research plan, sessions, logs, processes, samples, prototypes."""
