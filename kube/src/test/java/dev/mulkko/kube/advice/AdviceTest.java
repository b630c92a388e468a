package dev.mulkko.kube.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.kube.golden.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class AdviceTest {

  @Test
  void aGoodDeploymentNeedsNone() {
    assertThat(Neighbourhood.advice(Neighbourhood.GOOD)).isEmpty();
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "/advice.txt",
      delimiter = '|',
      quoteCharacter = '`',
      numLinesToSkip = 1)
  void whatCouldBeSaferIsSaidWithTheFieldToChange(String part, String instead, String sentence) {
    assertThat(Neighbourhood.advice(changed(part, instead))).containsExactly(sentence);
    assertThat(sentence).matches(".*(set it to|add|write|scale by|keep|raise) .*");
    assertThat(sentence.length()).isLessThanOrEqualTo(Advice.BYTES);
  }

  /** Each of these leaves nothing to be said. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "replicas: 6 | replicas: 2",
        "terminationGracePeriodSeconds: 30 | terminationGracePeriodSeconds: 8",
        "terminationGracePeriodSeconds: 30 | hostNetwork: false",
        "{sleep: {seconds: 5}} | {exec: {command: [sleep, '5']}}",
        "kind: Deployment, name: shop} | kind: Deployment, name: blog}",
        "kind: Deployment, name: shop} | kind: StatefulSet, name: shop}",
        "type: Resource, resource: {name: cpu} | type: External, external: {metric: {name: queue}}",
        "maxUnavailable: 1, selector: {matchLabels: {app: shop}} | minAvailable: 1, selector: {matchLabels: {app: blog}}",
        "maxUnavailable: 1, selector: {matchLabels: {app: shop}} | minAvailable: 1",
        "spec: {hard: {pods: '20'}} | spec: {scopes: [BestEffort], hard: {pods: '20'}}",
        "used: {pods: '10' | used: {pods: '14'",
      })
  void whatIsSafeEnoughIsNotAdvisedOn(String part, String instead) {
    assertThat(Neighbourhood.advice(changed(part.replace('\'', '"'), instead.replace('\'', '"'))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | true",
        "{matchExpressions: [{key: tier, operator: In, values: [web, api]}]} | true",
        "{matchExpressions: [{key: tier, operator: In, values: [api]}]} | false",
        "{matchExpressions: [{key: tier, operator: NotIn, values: [web]}]} | false",
        "{matchExpressions: [{key: other, operator: NotIn, values: [web]}]} | true",
        "{matchExpressions: [{key: tier, operator: Exists}]} | true",
        "{matchExpressions: [{key: tier, operator: DoesNotExist}]} | false",
      })
  void aBudgetIsAskedByItsSelector(String selector, boolean advised) {
    String budget = "minAvailable: 1, selector: " + selector;
    List<String> objects =
        changed("maxUnavailable: 1, selector: {matchLabels: {app: shop}}", budget);
    assertThat(Neighbourhood.advice(objects)).hasSize(advised ? 1 : 0);
  }

  @Test
  void thereAreNeverMoreSentencesThanTheStatusHolds() {
    String many = Neighbourhood.AUTOSCALER.replace("name: cpu", "name: memory");
    List<String> objects =
        Stream.concat(Neighbourhood.GOOD.stream(), Collections.nCopies(12, many).stream()).toList();
    assertThat(Neighbourhood.advice(objects)).hasSize(Advice.SENTENCES);
  }

  @Test
  void aSentenceIsNeverLongerThanTheStatusHolds() {
    String longName = "x".repeat(253);
    List<String> objects =
        Neighbourhood.GOOD.stream()
            .map(text -> text.replace("name: shop-hpa", "name: " + longName))
            .map(text -> text.replace("name: cpu", "name: memory"))
            .toList();
    assertThat(Neighbourhood.advice(objects))
        .singleElement()
        .satisfies(
            sentence ->
                assertThat(sentence.getBytes(StandardCharsets.UTF_8))
                    .hasSizeLessThanOrEqualTo(Advice.BYTES));
  }

  /** After a restart: what can be seen without asking the server is said anew. */
  @Test
  void ofAStatusOnlyWhatWasReadFromTheServerIsKept() {
    List<String> all =
        Neighbourhood.advice(
            Neighbourhood.GOOD.stream()
                .map(text -> text.replace("replicas: 6", "replicas: 1"))
                .map(text -> text.replace("name: cpu", "name: memory"))
                .map(text -> text.replace("updateMode: \"Off\"", "updateMode: Auto"))
                .map(text -> text.replace("maxUnavailable: 1", "minAvailable: 1"))
                .map(text -> text.replace("used: {pods: \"10\"", "used: {pods: \"20\""))
                .toList());
    assertThat(all).hasSize(5);
    RolloutStatus status = Yaml.object(RolloutStatus.class, yaml(all));
    assertThat(Advice.aroundAsSaid(status)).isEqualTo(all.subList(1, 5));
    assertThat(Advice.aroundAsSaid(null)).isEmpty();
  }

  private static String yaml(List<String> advice) {
    return advice.stream()
        .map(sentence -> "  - '%s'\n".formatted(sentence))
        .collect(Collectors.joining("", "observedGeneration: 1\nadvice:\n", ""));
  }

  private static List<String> changed(String part, String instead) {
    List<String> changed =
        Neighbourhood.GOOD.stream().map(text -> text.replace(part, instead)).toList();
    assertThat(changed).isNotEqualTo(Neighbourhood.GOOD);
    return changed;
  }
}
