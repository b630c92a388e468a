package dev.mulkko.testbed.load;

/** Sends requests of one kind; what fails is never tried again. */
interface Sender {

  /** The one for the scheme of the options' target. */
  static Sender to(LoadOptions options) {
    return options.isGrpc() ? new GrpcSender(options) : new HttpSender(options);
  }

  /**
   * Sends one request and says how it ended; blocks until then.
   *
   * @param sequence its number in the run, by which clients take turns
   * @param id unique among all requests
   * @param deadline an instant of {@link System#nanoTime}
   */
  Outcome send(long sequence, String id, long deadline);

  void close();
}
