package dev.mulkko.operator.observe;

import dev.mulkko.api.v1beta1.MetricProvider;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.kube.AnyLock;
import java.util.List;

/** What is watched of everything, whoever it belongs to. */
public interface Watched {

  List<Rollout> allRollouts();

  /** Of the whole cluster. Empty too when the cluster does not know the kind. */
  List<MetricProvider> providers();

  /** Of all namespaces and of the cluster; none of a kind that the cluster does not know. */
  List<AnyLock> locks();
}
