// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reading;

/**
 * What an indicator is, in words an officer reads; {@code INDICATORS.md} is made of these.
 *
 * @param number in the catalogue of public risk indicators; 0 for a supporting figure that others are derived from
 * @param meaning what it measures
 * @param state what it reads beside the filing: which memory, which reference data
 * @param source who published it as a sign of risk; "supporting figure" for what is none
 * @param falsePositives honest cases that it hits, as far as they are known
 */
public record Definition(
        Indicator indicator, int number, String meaning, String state, String source, String falsePositives) {}
