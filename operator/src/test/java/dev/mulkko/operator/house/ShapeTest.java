package dev.mulkko.operator.house;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import dev.mulkko.engine.plan.canary.OrderLaw;
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

  @Test
  void theOrderLawIsTheOnlyDoorToTheCanaryRules() {
    noClasses()
        .that()
        .resideInAPackage("dev.mulkko.engine.plan.canary")
        .and()
        .areTopLevelClasses()
        .and()
        .doNotHaveFullyQualifiedName(OrderLaw.class.getName())
        .should()
        .bePublic()
        .check(House.CLASSES);
  }
}
