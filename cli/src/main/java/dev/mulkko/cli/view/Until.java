package dev.mulkko.cli.view;

/** What can be waited for. The names are what users write. */
public enum Until {
  /** The new version has all the traffic, and the Deployment. */
  promoted,
  /** The rollout stays at its weight until somebody says so, or for the time of a pause. */
  paused,
  /** The new version was refused and is out of traffic. */
  rolledback,
  /** No rollout is going on any more, however it ended. */
  rest
}
