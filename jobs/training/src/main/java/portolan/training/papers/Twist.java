// SPDX-License-Identifier: Apache-2.0
package portolan.training.papers;

/**
 * What one paper says otherwise than the others.
 *
 * @param field name of the field
 * @param kind the paper
 * @param instead what stands there
 * @param honest whether it is a slip that hides nothing
 */
public record Twist(String field, PaperSet.Kind kind, String instead, boolean honest) {}
