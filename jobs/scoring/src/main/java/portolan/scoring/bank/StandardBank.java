// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The declarations that the standard bank is chosen of, by a rule over the sorts of fields and not by taste: nothing in
 * it names goods, a country or an office.
 *
 * <ul>
 *   <li>bills: everybody alone, every pair of those that last, everybody with goods, way and office; goods, way, office
 *       and origin alone and in pairs; vehicles with those who handle and own the goods
 *   <li>shares: of each field of few values under sender, receiver, filer, carrier, goods and way; of goods under the
 *       words that describe them
 *   <li>usual quantities: under goods, under goods with a party, under the sender; lead times also under who files, who
 *       carries and the way
 * </ul>
 */
final class StandardBank {
    private static final List<Field> WHERE = List.of(Field.HS4, Field.WAY, Field.OFFICE, Field.ORIGIN);
    private static final List<Field> HABITUAL =
            List.of(Field.CONSIGNOR, Field.CONSIGNEE, Field.FILER, Field.CARRIER, Field.HS4, Field.WAY);
    private static final List<Field> HABITS = List.of(
            Field.FILER,
            Field.CARRIER,
            Field.SEAL_FORM,
            Field.DOCUMENTS,
            Field.HS4,
            Field.OFFICE,
            Field.ORIGIN,
            Field.LOADING,
            Field.DISCHARGE,
            Field.TRANSSHIPMENT,
            Field.PAYMENT,
            Field.PACKAGES,
            Field.BOX_OWNER,
            Field.CURRENCY);

    private StandardBank() {}

    /** Those that say more than chance of every world: {@code bank.txt}, as {@code evaluate worlds --bank} writes it. */
    static List<Declaration> informed() {
        try (InputStream in = StandardBank.class.getResourceAsStream("/portolan/bank.txt")) {
            byte[] listed =
                    Objects.requireNonNull(in, "this release lacks its bank").readAllBytes();
            Set<String> kept =
                    new String(listed, StandardCharsets.UTF_8).lines().collect(Collectors.toSet());
            return declarations().stream()
                    .filter(each -> kept.contains(each.written()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("resource=/portolan/bank.txt", e);
        }
    }

    static List<Declaration> declarations() {
        List<Declaration> all = new ArrayList<>();
        all.add(Declaration.bills());
        bills(all);
        for (Field key : HABITUAL) {
            for (Field value : HABITS) {
                boolean saysItself =
                        key == value || (key == Field.WAY && (value == Field.LOADING || value == Field.DISCHARGE));
                if (!saysItself) {
                    all.add(Declaration.share(value, key));
                }
            }
        }
        for (Field word : List.of(Field.WORD, Field.WORD_NEXT)) {
            all.add(Declaration.share(Field.HS2, word));
            all.add(Declaration.share(Field.HS4, word));
        }
        for (Quantity quantity : Quantity.values()) {
            all.add(Declaration.usual(quantity, Field.HS4));
            all.add(Declaration.usual(quantity, Field.HS6));
            all.add(Declaration.usual(quantity, Field.CONSIGNOR));
            all.add(Declaration.usual(quantity, Field.CONSIGNOR, Field.HS4));
            all.add(Declaration.usual(quantity, Field.CONSIGNEE, Field.HS4));
        }
        for (Field key : List.of(Field.FILER, Field.CARRIER, Field.WAY)) {
            all.add(Declaration.usual(Quantity.LEAD_TIME, key));
        }
        return all;
    }

    private static void bills(List<Declaration> all) {
        List<Field> lasting = ofSort(Field.Sort.LASTING);
        List<Field> goods = ofSort(Field.Sort.GOODS);
        for (Field field : Field.values()) {
            if (field.sort() != Field.Sort.VALUE && field.sort() != Field.Sort.DETAIL) {
                all.add(Declaration.bills(field));
            }
        }
        for (int i = 0; i < lasting.size(); i++) {
            for (Field other : lasting.subList(i + 1, lasting.size())) {
                all.add(Declaration.bills(lasting.get(i), other));
            }
            for (Field where : goods) {
                all.add(Declaration.bills(lasting.get(i), where));
            }
        }
        for (int i = 0; i < WHERE.size(); i++) {
            for (Field other : WHERE.subList(i + 1, WHERE.size())) {
                all.add(Declaration.bills(WHERE.get(i), other));
            }
        }
        for (Field with : List.of(Field.CONSIGNOR, Field.CONSIGNEE, Field.FILER, Field.CARRIER)) {
            all.add(Declaration.bills(with, Field.VEHICLE));
        }
    }

    private static List<Field> ofSort(Field.Sort sort) {
        return Arrays.stream(Field.values())
                .filter(field -> field.sort() == sort)
                .toList();
    }
}
