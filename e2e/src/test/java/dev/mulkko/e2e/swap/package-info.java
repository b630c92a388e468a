/**
 * The swap rule on a real kube-controller-manager, without the operator: what the planner relies
 * on.
 */
@NullMarked
package dev.mulkko.e2e.swap;

import org.jspecify.annotations.NullMarked;
