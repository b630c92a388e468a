package dev.mulkko.crds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of break is caught, and each kind of growth is not. */
class CrdCompatibilityCheckerTest {
  private static final String RELEASED =
      """
      spec:
        group: g
        scope: Namespaced
        names: {kind: K, plural: ks}
        versions:
          - name: v1
            served: true
            subresources: {status: {}}
            schema:
              openAPIV3Schema:
                type: object
                required: [a]
                x-kubernetes-validations: [{rule: has(self.a)}]
                properties:
                  a: {type: string, pattern: '^x', minLength: 1, maxLength: 9}
                  b: {type: integer, format: int64, default: 1, minimum: 0, maximum: 9}
                  c: {type: string, enum: [One, Two]}
                  d:
                    type: array
                    minItems: 1
                    maxItems: 9
                    x-kubernetes-list-type: map
                    x-kubernetes-list-map-keys: [e]
                    items:
                      type: object
                      properties:
                        e: {type: string}
                        f: {type: string}
      """;

  @Test
  void theSameIsNoBreak() {
    assertThat(breaksAfter("group: g", "group: g")).isEmpty();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          group: g            | group: h                                                     | /spec/group was "g", is "h"
          scope: Namespaced   | scope: Cluster                                               | /spec/scope was "Namespaced", is "Cluster"
          kind: K             | kind: L                                                      | /spec/names/kind was "K", is "L"
          plural: ks          | plural: kk                                                   | /spec/names/plural was "ks", is "kk"
          name: v1            | name: v2                                                     | version v1 is no longer served
          {status: {}}        | {}                                                           | subresources of version v1 differ
          served: true        | served: false                                                | version v1 is no longer served
          c: {type            | z: {type                                                     | (root): field c is gone
          f: {type            | z: {type                                                     | d[]: field f is gone
          a: {type: string    | a: {type: integer                                            | a: type was "string", is "integer"
          f: {type: string    | f: {type: object                                             | d[].f: type was "string", is "object"
          format: int64       | format: int32                                                | b: format was "int64", is "int32"
          default: 1          | default: 2                                                   | b: default was 1, is 2
          f: {type: string    | f: {type: string, default: x                                 | d[].f: default was absent, is "x"
          required: [a]       | required: [a, b]                                             | (root): field b is required now
          enum: [One, Two]    | enum: [One]                                                  | c: value "Two" is gone
          enum: [One, Two]    | enum: [One, Zwei]                                            | c: value "Two" is gone
          f: {type: string    | f: {type: string, enum: [One]                                | d[].f: enum is new
          minLength: 1        | minLength: 2                                                 | a: minLength is narrower
          maxLength: 9        | maxLength: 8                                                 | a: maxLength is narrower
          minimum: 0          | minimum: 1                                                   | b: minimum is narrower
          maximum: 9          | maximum: 8                                                   | b: maximum is narrower
          minItems: 1         | minItems: 2                                                  | d: minItems is narrower
          maxItems: 9         | maxItems: 8                                                  | d: maxItems is narrower
          f: {type: string    | f: {type: string, maxLength: 9                               | d[].f: maxLength is narrower
          pattern: '^x'       | pattern: '^xy'                                               | a: pattern is new: ^xy
          f: {type: string    | f: {type: string, pattern: '^x'                              | d[].f: pattern is new: ^x
          rule: has(self.a)   | rule: has(self.b)                                            | (root): rule is new: has(self.b)
          {rule: has(self.a)} | {rule: has(self.a)}, {rule: has(self.b)}                     | (root): rule is new: has(self.b)
          list-type: map      | list-type: atomic                                            | d: x-kubernetes-list-type was "map", is "atomic"
          map-keys: [e]       | map-keys: [f]                                                | d: x-kubernetes-list-map-keys was ["e"], is ["f"]
          f: {type: string    | f: {type: string, nullable: true                             | d[].f: nullable was absent, is true
          f: {type: string    | f: {type: string, additionalProperties: true                 | d[].f: additionalProperties was absent, is true
          f: {type: string    | f: {type: string, x-kubernetes-preserve-unknown-fields: true | d[].f: x-kubernetes-preserve-unknown-fields was absent, is true
          """)
  void aBreakIsCaught(String released, String present, String sentence) {
    assertThat(breaksAfter(released, present)).anyMatch(found -> found.startsWith(sentence));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          enum: [One, Two]                   | enum: [One, Two, Three]
          c: {type: string, enum: [One, Two] | c: {type: string
          maxLength: 9                       | maxLength: 10
          minimum: 0                         | minimum: -1
          required: [a]                      | required: []
          pattern: '^x', minLength           | minLength
          [{rule: has(self.a)}]              | []
          f: {type: string}                  | f: {type: string, description: new}
          """)
  void growthIsNoBreak(String released, String present) {
    assertThat(breaksAfter(released, present)).isEmpty();
  }

  @Test
  void aNewOptionalFieldIsNoBreak() {
    assertThat(breaksAfter("  c: {", "  g: {type: string}\n            c: {")).isEmpty();
  }

  private static List<String> breaksAfter(String released, String present) {
    assertThat(RELEASED).contains(released);
    return CrdCompatibility.breaks(
        Yaml.parse(RELEASED), Yaml.parse(RELEASED.replace(released, present)));
  }
}
