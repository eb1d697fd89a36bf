"""What happens before there is a window: arguments, the system's libraries, the log, the local source."""
