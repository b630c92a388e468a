package dev.mulkko.api.v1beta1;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Says "not now" to Rollouts of its namespace. */
@Group("mulkko.dev")
@Version("v1beta1")
@Plural("deploylocks")
@ShortNames("mdl")
@Categories("delivery")
public final class DeployLock extends CustomResource<DeployLockSpec, DeployLockStatus>
    implements Namespaced {}
