package dev.mulkko.cli.terminal;

/** The end of a command, as one sentence that names what to do. */
public final class Failure extends RuntimeException {

  private final Outcome outcome;

  public Failure(Outcome outcome, String sentence) {
    super(sentence);
    this.outcome = outcome;
  }

  public Failure(Outcome outcome, String sentence, Throwable cause) {
    super(sentence, cause);
    this.outcome = outcome;
  }

  public Outcome outcome() {
    return outcome;
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }
}
