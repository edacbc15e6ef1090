// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import portolan.schemas.avro.IdScheme;

/**
 * Who files house bills.
 *
 * @param code four letters, issuer of its house bills
 * @param filerId its customs number
 * @param hsDigits how many digits of the tariff code it files
 * @param ics2 whether it files in the ICS2 format, else in CUSCAR or Cargo-XML
 */
record Forwarder(int id, Trader trader, String code, String filerId, int hsDigits, boolean ics2) {
    private static final String[] WORDS = {"LOGISTICS", "FORWARDING", "CARGO", "SHIPPING", "EXPEDITIE", "TRANSPORT"};

    static Forwarder draw(int id, Dice dice, Mix<Country> countries) {
        Trader trader = Trader.draw(countries.draw(dice), false, dice.oneOf(WORDS), 1, IdScheme.EORI, dice);
        // From the id alone, so that no two of the first 17,576 share a code.
        String code = "" + letter(id) + letter(id / 26) + letter(id / 676) + 'X';
        String filerId = trader.country().code() + CheckDigits.digits(dice.next() >>> 1, 9);
        int hsDigits = dice.chance(0.55) ? 6 : dice.chance(0.66) ? 8 : 10;
        return new Forwarder(id, trader, code, filerId, hsDigits, dice.chance(0.75));
    }

    private static char letter(int number) {
        return (char) ('A' + number % 26);
    }
}
