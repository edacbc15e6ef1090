// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

/** What a party is in one consignment. */
public enum Role {
    CONSIGNOR,
    CONSIGNEE,
    NOTIFY,
    BUYER,
    SELLER,
    MANUFACTURER,
    CONSOLIDATOR,
    STUFFER,
    SHIP_TO,
    IMPORTER_OF_RECORD,
    CARRIER,
    AGENT,
    SUPPLY_CHAIN_ACTOR
}
