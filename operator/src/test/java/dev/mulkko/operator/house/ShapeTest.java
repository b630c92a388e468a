package dev.mulkko.operator.house;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import dev.mulkko.engine.plan.canary.OrderLaw;
import dev.mulkko.engine.plan.gate.Comparing;
import dev.mulkko.engine.plan.rolling.RollingLaw;
import io.fabric8.kubernetes.api.model.ListOptions;
import org.junit.jupiter.api.Test;

class ShapeTest {

  /** Wiring lives beside the parts that it puts together, but stands above all of them. */
  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching("dev.mulkko.(**)")
        .should()
        .beFreeOfCycles()
        .ignoreDependency(simpleName("Wiring"), alwaysTrue())
        .check(House.CLASSES);
  }

  @Test
  void nobodyButMainKnowsTheWiring() {
    noClasses()
        .that()
        .haveSimpleNameNotContaining("Main")
        .and()
        .doNotHaveSimpleName("Wiring")
        .should()
        .dependOnClassesThat()
        .haveSimpleName("Wiring")
        .check(House.CLASSES);
  }

  @Test
  void aNameSaysWhatAClassIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Utils?|Helpers?|Managers?|Impl)")
        .because("such names say nothing: name it after what it knows")
        .check(House.CLASSES);
  }

  /** The client writes what one request asks for into them, and the next one asks for it too. */
  @Test
  void optionsOfAListAreMadeForEachRequest() {
    noFields().should().haveRawType(ListOptions.class).check(House.CLASSES);
  }

  /** Strategies share rules; whoever follows them knows the lists alone. */
  @Test
  void theListsAreTheOnlyDoorToTheRules() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.mulkko.engine.plan..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.mulkko.engine.plan.canary", "dev.mulkko.engine.plan.rolling")
                .and(not(belongToAnyOf(OrderLaw.class, RollingLaw.class))))
        .check(House.CLASSES);
  }

  /** It is told what to compare, and knows nothing of what is planned. */
  @Test
  void whatPodsTellIsReadWithoutThePlanner() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.mulkko.operator.telemetry.pods..", "dev.mulkko.operator.telemetry.compare..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.mulkko.engine", "dev.mulkko.engine.plan..")
                .and(not(type(Comparing.Watch.class))))
        .check(House.CLASSES);
  }
}
