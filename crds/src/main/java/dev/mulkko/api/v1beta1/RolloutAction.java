package dev.mulkko.api.v1beta1;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * One request of a person or a pipeline to a Rollout: who asked, for what, and what became of it.
 */
@Group("mulkko.dev")
@Version("v1beta1")
@Plural("rolloutactions")
@ShortNames("mra")
@Categories("delivery")
public final class RolloutAction extends CustomResource<RolloutActionSpec, RolloutActionStatus>
    implements Namespaced {}
