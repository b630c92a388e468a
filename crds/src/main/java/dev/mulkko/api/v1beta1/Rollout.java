package dev.mulkko.api.v1beta1;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Delivers every new version of one Deployment step by step. The Deployment stays the user's. */
@Group("mulkko.dev")
@Version("v1beta1")
@Plural("rollouts")
@ShortNames("mro")
@Categories("delivery")
public final class Rollout extends CustomResource<RolloutSpec, RolloutStatus>
    implements Namespaced {}
