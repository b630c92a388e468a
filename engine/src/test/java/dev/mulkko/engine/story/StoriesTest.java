package dev.mulkko.engine.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.Planner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each story is compared with its golden log; {@code -Dstories.write=true} writes them anew. */
class StoriesTest {
  private static final Path FOLDER = Path.of("src/test/resources/stories");

  @TestFactory
  Stream<DynamicTest> storiesAreToldAsBefore() {
    return Tales.ALL.stream()
        .map(tale -> DynamicTest.dynamicTest(tale.name(), () -> compare(tale)));
  }

  private static void compare(Tale tale) throws IOException {
    Path golden = golden(tale);
    String told = tale.tell(Planner::plan);
    if (Boolean.getBoolean("stories.write") || Files.notExists(golden)) {
      Files.createDirectories(FOLDER);
      Files.writeString(golden, told);
    }
    assertThat(told).as(tale.name()).isEqualTo(Files.readString(golden));
  }

  @Test
  void everyGoldenLogBelongsToAStory() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files)
          .allMatch(f -> Tales.ALL.stream().map(StoriesTest::golden).anyMatch(f::equals));
    }
  }

  static Path golden(Tale tale) {
    return FOLDER.resolve(tale.name() + ".golden");
  }
}
