package dev.mulkko.testbed.load;

/**
 * Why a request is lost. {@code ..._ON_REUSE}: on a connection that had served an earlier request,
 * before any answer to this one.
 */
public enum LossReason {
  /** The address takes no connections. */
  REFUSED,
  /** The connection could not be made for another reason. */
  UNREACHABLE,
  RESET,
  RESET_ON_REUSE,
  /** Closed in good order, without a whole answer. */
  CLOSED,
  CLOSED_ON_REUSE,
  TIME_OUT,
  /** Answered, but not by the app: its version header is missing. */
  NO_VERSION,
  /** The answer to another request. */
  MIXED_UP,
  /** What came is not HTTP/1.1. */
  MALFORMED
}
