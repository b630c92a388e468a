package dev.mulkko.cli.terminal;

/** How a command ended, for scripts. */
public enum Outcome {
  /** Done, or what was waited for is reached. */
  OK(0),
  /** Refused, failed, found problems, or cannot be reached any more. */
  NO(1),
  /** The command line, a file or the kubeconfig cannot be used. */
  USAGE(2),
  /** No cluster answers. */
  NO_CLUSTER(3),
  /** What was waited for did not come in time. */
  TIMEOUT(124);

  private final int code;

  Outcome(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
