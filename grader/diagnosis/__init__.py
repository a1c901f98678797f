"""From numbers, traces and calls to a named mistake and a line."""


def diagnose(bench, ran, traces, source):
    return ()
