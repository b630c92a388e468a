/** The API server of the user's kubeconfig, by the user's own rights. */
@NullMarked
package dev.mulkko.cli.cluster;

import org.jspecify.annotations.NullMarked;
