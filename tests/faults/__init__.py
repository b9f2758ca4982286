"""Processes are killed, disks fill up, mail servers lie: nothing acknowledged is lost, nothing happens twice.

SIGKILL takes a process, not the power: what the disk had only in its own cache is not tested here (decision 14).
"""
