package dev.mulkko.e2e.safety.mutant;

import dev.mulkko.e2e.safety.mutant.Trial.Fate;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** A process that runs one method of one class, and says by its exit how that went. */
final class OneTest {

  static final String SAYS = "ONE TEST: ";

  /** What a process means by its exit. */
  private static final List<Fate> EXITS = List.of(Fate.PASSED, Fate.FAILED, Fate.BROKEN);

  private OneTest() {}

  public static void main(String[] args) throws Exception {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(args[0]))
                .filters(new OnlyMethod(args[1]))
                .build(),
            listener);
    TestExecutionSummary summary = listener.getSummary();
    summary.getFailures().forEach(failure -> failure.getException().printStackTrace());
    summary.getFailures().stream().findFirst().ifPresent(OneTest::say);
    Runtime.getRuntime().exit(EXITS.indexOf(fate(summary)));
  }

  private static void say(Failure failure) {
    String words = String.valueOf(failure.getException().getMessage()).strip();
    System.out.println(SAYS + words.replaceAll("\\s+", " "));
  }

  /** An error is no verdict: only what was asked and is not so is one. */
  private static Fate fate(TestExecutionSummary summary) {
    if (summary.getTestsFoundCount() == 0) {
      return Fate.BROKEN;
    }
    if (summary.getFailures().isEmpty()) {
      return summary.getTestsSucceededCount() > 0 ? Fate.PASSED : Fate.BROKEN;
    }
    return summary.getFailures().stream().map(Failure::getException).allMatch(OneTest::isVerdict)
        ? Fate.FAILED
        : Fate.BROKEN;
  }

  private static boolean isVerdict(Throwable thrown) {
    return thrown instanceof AssertionError || thrown instanceof ConditionTimeoutException;
  }

  static Fate fate(int exit) {
    return exit >= 0 && exit < EXITS.size() ? EXITS.get(exit) : Fate.BROKEN;
  }
}
