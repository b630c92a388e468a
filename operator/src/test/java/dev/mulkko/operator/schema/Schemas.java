package dev.mulkko.operator.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.mulkko.kube.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The schemas of the documentation. */
public final class Schemas {

  static final Path FOLDER = Path.of("..", "docs", "schema");

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final Schema schema;

  private Schemas(Schema schema) {
    this.schema = schema;
  }

  public static Schemas of(String file) {
    return new Schemas(REGISTRY.getSchema(text(file)));
  }

  static String text(String file) {
    try {
      return Files.readString(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong, each with where it is. */
  public List<String> objections(String json) {
    return objections(Json.parse(json));
  }

  List<String> objections(JsonNode tree) {
    return schema
        .validate(tree, context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }
}
