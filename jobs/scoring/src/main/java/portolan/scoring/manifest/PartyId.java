// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

/** A number that some register gave a party: EORI, TIN, SCAC, VAT or another scheme. */
public record PartyId(String scheme, String value) {}
