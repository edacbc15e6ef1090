// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

/**
 * One fact that contributions rest on.
 *
 * @param key under which {@link Texts} phrases it: {@code evidence.INDICATOR} or {@code field.NAME}; empty when it is
 *     neither
 * @param value the reading's or the field's: a {@link Double}, else a text
 * @param recorded in the assessment, in English
 */
public record Fact(String key, Object value, String recorded) {}
