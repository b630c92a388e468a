package dev.mulkko.cli.lint;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Something that a server or the operator would refuse, or would advise to change.
 *
 * @param line of the field, or of the object when the sentence names no field; from 1
 * @param object kind and name; null when the file cannot be read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String file, int line, @Nullable String object, String message) {

  String text() {
    return "%s:%d: %s%s".formatted(file, line, object == null ? "" : object + ": ", message);
  }
}
