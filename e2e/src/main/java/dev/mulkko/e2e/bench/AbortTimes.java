package dev.mulkko.e2e.bench;

import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.OperatorProcess;
import dev.mulkko.e2e.demo.Say;
import java.time.Duration;
import java.util.List;

/**
 * The aborts behind all routers of a cluster, a few beside each other: most of their time is
 * waiting.
 */
record AbortTimes(Lab lab, Slices slices, Duration throttle) {

  List<AbortFigures> run(List<Router> routers) {
    try (OperatorProcess operator = OperatorProcess.start(lab)) {
      return Lanes.run(
          2 * slices.lanes(),
          routers,
          router -> {
            AbortFigures figures = new Aborts(router, throttle).run(lab, operator);
            Say.line("%s", figures.line());
            return figures;
          });
    }
  }
}
