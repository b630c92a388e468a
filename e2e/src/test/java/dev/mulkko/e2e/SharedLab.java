package dev.mulkko.e2e;

import dev.mulkko.e2e.rights.RightsBook;
import dev.mulkko.testbed.cluster.ClusterOptions;
import dev.mulkko.testbed.node.HollowNode;
import dev.mulkko.testbed.node.NodeOptions;

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

  /**
   * With both data planes, and a node for pods that need not run: two clusters would be in each
   * other's way.
   */
  private static final class Holder {

    static final Lab LAB = open();

    private static Lab open() {
      Lab lab = Lab.open(ClusterOptions.defaults().withContour());
      HollowNode hollow = HollowNode.start(lab.client(), NodeOptions.hollow());
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> close(lab, hollow), "close the shared lab"));
      return lab;
    }

    private static void close(Lab lab, HollowNode hollow) {
      RightsBook.writeIfAsked(lab);
      hollow.close();
      lab.close();
    }
  }
}
