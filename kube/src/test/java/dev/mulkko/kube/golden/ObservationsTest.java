package dev.mulkko.kube.golden;

import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.read.Reader;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each folder of {@code read/}: objects give an observation. */
class ObservationsTest {

  static final Instant NOW = Instant.parse("2026-11-24T08:30:00Z");

  @TestFactory
  Stream<DynamicTest> objectsBecomeAnObservation() {
    return Scenario.in("read")
        .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> observe(scenario)));
  }

  private static void observe(Scenario scenario) throws InvalidSpec {
    Snapshot seen = scenario.snapshot();
    scenario.expect(
        new TreeMap<>(
            Map.of("out-observation.yaml", Plain.of(Reader.read(seen, NOW, false, List.of())))));
  }
}
