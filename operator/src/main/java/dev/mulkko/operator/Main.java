package dev.mulkko.operator;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator as a process. */
public final class Main {

  private static final Logger LOG = LoggerFactory.getLogger("mulkko");

  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    OperatorConfig config;
    try {
      config = OperatorConfig.from(System.getenv());
    } catch (IllegalArgumentException e) {
      LOG.error(e.getMessage());
      System.exit(2);
      return;
    }
    if (args.length > 0) {
      System.exit(DetachMain.run(args, config));
      return;
    }
    LOG.info("starting with {}", config);
    CountDownLatch stopped = new CountDownLatch(1);
    Wiring wiring = Wiring.of(config);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  LOG.info("stopping: passes under way are finished first");
                  wiring.stop();
                  stopped.countDown();
                },
                "shutdown"));
    try {
      wiring.start();
    } catch (RuntimeException e) {
      LOG.error("the operator cannot start", e);
      System.exit(1);
    }
    LOG.info(
        "ready: metrics on port {}, probes on port {}", wiring.metricsPort(), wiring.probesPort());
    stopped.await();
  }
}
