package dev.mulkko.testbed.load;

/** How a request ended. */
public sealed interface Outcome {

  /**
   * The app answered.
   *
   * @param version from its version header
   */
  record Answered(int status, String version) implements Outcome {

    /** Whether the app answered that it failed. */
    public boolean failed() {
      return status >= 500;
    }
  }

  /**
   * The app did not answer, as far as the client can tell.
   *
   * @param detail more about the reason, for people: a status, an error's text
   */
  record Lost(LossReason reason, String detail) implements Outcome {}
}
