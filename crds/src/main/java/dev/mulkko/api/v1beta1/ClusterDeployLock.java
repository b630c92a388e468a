package dev.mulkko.api.v1beta1;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Says "not now" to Rollouts of any namespace. */
@Group("mulkko.dev")
@Version("v1beta1")
@Plural("clusterdeploylocks")
@ShortNames("mcdl")
@Categories("delivery")
public final class ClusterDeployLock extends CustomResource<DeployLockSpec, DeployLockStatus> {}
