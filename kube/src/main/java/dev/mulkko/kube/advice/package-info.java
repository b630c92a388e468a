/** What would make rollouts safer. It blocks nothing. */
@NullMarked
package dev.mulkko.kube.advice;

import org.jspecify.annotations.NullMarked;
