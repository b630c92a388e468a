package dev.mulkko.crds;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Adds what the generator has no annotation for. */
final class CrdPolish {
  private static final Set<String> INT64 =
      Set.of("observedGeneration", "acceptedGeneration", "seconds");

  private CrdPolish() {}

  static void polish(CustomResourceDefinition crd) {
    KindText text = KindText.of(crd.getSpec().getNames().getKind());
    for (CustomResourceDefinitionVersion version : crd.getSpec().getVersions()) {
      version.setAdditionalPrinterColumns(text.columns());
      polishRoot(version.getSchema().getOpenAPIV3Schema(), text);
      if (crd.getSpec().getNames().getKind().endsWith("DeployLock")) {
        polishLock(version.getSchema().getOpenAPIV3Schema(), crd.getSpec().getScope());
      }
    }
  }

  private static void polishRoot(JSONSchemaProps root, KindText text) {
    root.setDescription(text.description());
    root.setRequired(List.of("spec"));
    root.getProperties().forEach((name, part) -> polishPart(name, part, text));
  }

  /** Its name stands in every status that tells of it, and in the record of what it held. */
  private static void polishLock(JSONSchemaProps root, String scope) {
    root.setXKubernetesValidations(
        List.of(
            new ValidationRuleBuilder()
                .withRule("self.metadata.name.size() <= 60")
                .withMessage(
                    "metadata.name of a lock has at most 60 characters: write a shorter one")
                .build()));
    if (scope.equals("Namespaced")) {
      Objects.requireNonNull(root.getProperties().get("spec")).getProperties().remove("namespaces");
    }
  }

  private static void polishPart(String name, JSONSchemaProps part, KindText text) {
    part.setDescription(name.equals("spec") ? text.spec() : text.status());
    if (part.getProperties().containsKey("observedGeneration")) {
      // Otherwise kstatus calls an object that nobody has seen "Current", and a wait ends at once.
      part.setDefault(JsonNodeFactory.instance.objectNode().put("observedGeneration", -1));
    }
    polish(part);
  }

  private static void polish(JSONSchemaProps object) {
    object.getProperties().forEach(CrdPolish::polishField);
  }

  private static void polishField(String name, JSONSchemaProps field) {
    dropDoubles(field);
    switch (field.getType()) {
      case "object" -> polish(field);
      case "array" -> polishList(name, field);
      case "integer" -> field.setFormat(INT64.contains(name) ? "int64" : "int32");
      default -> {}
    }
  }

  private static void polishList(String name, JSONSchemaProps list) {
    JSONSchemaProps item = list.getItems().getSchema();
    if (name.equals("conditions")) {
      ConditionSchema.describe(item);
      list.setXKubernetesListType("map");
      list.setXKubernetesListMapKeys(List.of("type"));
    } else {
      // One writer owns it: one manager's steps among another's would be nobody's plan.
      list.setXKubernetesListType("atomic");
    }
    if (item.getType().equals("object")) {
      polish(item);
    }
  }

  /** The generator finds a component's annotation twice: on the field and on the accessor. */
  private static void dropDoubles(JSONSchemaProps field) {
    field.setXKubernetesValidations(field.getXKubernetesValidations().stream().distinct().toList());
  }
}
