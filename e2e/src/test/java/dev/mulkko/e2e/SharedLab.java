package dev.mulkko.e2e;

import dev.mulkko.testbed.cluster.ClusterOptions;

/**
 * The one cluster of a test JVM: started by the first test that asks, closed when the JVM ends.
 * Each test class works in a namespace of its own.
 */
public final class SharedLab {

  private SharedLab() {}

  /** The same one for everybody; whoever gets it must not close it. */
  public static Lab lab() {
    return Holder.LAB;
  }

  /** With both data planes: two clusters would be in each other's way. */
  private static final class Holder {

    static final Lab LAB = open();

    private static Lab open() {
      Lab lab = Lab.open(ClusterOptions.defaults().withContour());
      Runtime.getRuntime().addShutdownHook(new Thread(lab::close, "close the shared lab"));
      return lab;
    }
  }
}
