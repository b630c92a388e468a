package dev.mulkko.api.v1beta1;

import io.fabric8.crd.generator.annotation.AdditionalSelectableField;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * One attempt to deliver a version: who, when, what, and what became of it. It belongs to no
 * Rollout, so that it survives its deletion.
 */
@Group("mulkko.dev")
@Version("v1beta1")
@Plural("deploymentrecords")
@ShortNames("mdr")
@Categories("delivery")
@AdditionalSelectableField(jsonPath = ".spec.rollout")
@AdditionalSelectableField(jsonPath = ".spec.to.ticket")
@AdditionalSelectableField(jsonPath = ".spec.to.module")
@AdditionalSelectableField(jsonPath = ".spec.changedBy.name")
@AdditionalSelectableField(jsonPath = ".status.outcome")
@ValidationRule(
    value = "!has(oldSelf.status) || !has(oldSelf.status.outcome) || has(self.status)",
    message =
        "a DeploymentRecord that has an outcome is closed: it cannot lose its status any more")
public final class DeploymentRecord
    extends CustomResource<DeploymentRecordSpec, DeploymentRecordStatus> implements Namespaced {}
