package dev.mulkko.api.v1beta1;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A server of metrics, by whoever runs the cluster, for the Rollouts of all namespaces. */
@Group("mulkko.dev")
@Version("v1beta1")
@Plural("metricproviders")
@ShortNames("mmp")
@Categories("delivery")
public final class MetricProvider extends CustomResource<MetricProviderSpec, Void> {}
