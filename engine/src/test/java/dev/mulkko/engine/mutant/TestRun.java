package dev.mulkko.engine.mutant;

import java.nio.file.Path;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs one test of the judge. */
final class TestRun {

  static final String JUDGE = "dev.mulkko.engine.judge.";

  /** With the classes of a folder before all others; an empty one changes nothing. */
  static TestExecutionSummary of(String test, Path folder) throws Exception {
    int dot = test.indexOf('.');
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (Laboratory.Loader loader = new Laboratory.Loader(folder, before)) {
      Class<?> type = loader.loadClass(JUDGE + test.substring(0, dot));
      SummaryGeneratingListener listener = new SummaryGeneratingListener();
      LauncherFactory.create()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(DiscoverySelectors.selectMethod(type, test.substring(dot + 1)))
                  .build(),
              listener);
      return listener.getSummary();
    }
  }

  private TestRun() {}
}
