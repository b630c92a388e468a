package dev.mulkko.cli.view;

/** How an attempt ended, or that it has not. The names are what users write. */
public enum Ended {
  UnderWay,
  Promoted,
  RolledBack,
  Aborted,
  Superseded,
  Undone;

  /** As it stands in the status: nothing while it is under way. */
  public String inStatus() {
    return this == UnderWay ? "" : name();
  }
}
