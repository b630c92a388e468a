package dev.mulkko.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TemplateTest {
  private static final Template TEMPLATE = new Template("{\"image\":\"shop:2\"}");

  @Test
  void theNameOfATemplateNeverChangesBetweenReleasesOfMulkko() {
    assertThat(TEMPLATE.newRevisionName(name -> false)).isEqualTo("lnbzc9j669");
  }

  @Test
  void aNameIsTenLettersThatCannotFormWords() {
    for (int i = 0; i < 1000; i++) {
      assertThat(new Template("v" + i).newRevisionName(name -> false))
          .matches("[bcdfghjklmnpqrstvwxz2456789]{10}");
    }
  }

  @Test
  void aThousandTemplatesHaveAThousandNames() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      names.add(new Template("v" + i).newRevisionName(name -> false));
    }
    assertThat(names).hasSize(1000);
  }

  @Test
  void aNameThatAnotherTemplateHasIsNotGivenAgain() {
    String first = TEMPLATE.newRevisionName(name -> false);
    String second = TEMPLATE.newRevisionName(first::equals);
    String third = TEMPLATE.newRevisionName(Set.of(first, second)::contains);

    assertThat(Set.of(first, second, third)).hasSize(3);
  }
}
