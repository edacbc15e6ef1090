// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.Declaration;
import portolan.scoring.bank.Field;
import portolan.scoring.bank.Quantity;

/** Reads which memories a rule set declares. */
final class MemoriesReader {
    private static final List<String> KEYS = List.of("bank", "declared");
    private static final List<String> DECLARED_KEYS = List.of("bills", "share", "usual", "under", "kept");
    private static final List<String> FIELDS =
            Arrays.stream(Field.values()).map(Field::word).toList();
    private static final List<String> QUANTITIES =
            Arrays.stream(Quantity.values()).map(Quantity::word).toList();

    /** Each costs time for every consignment, and room for every key that it ever met. */
    private static final int MOST = 600;

    private final Faults faults;

    MemoriesReader(Faults faults) {
        this.faults = faults;
    }

    /** What is declared; null where nothing is. */
    @Nullable
    Bank read(Section top) {
        Node node = top.optional("memories");
        if (node == null) {
            return null;
        }
        int before = faults.count();
        Section section = Section.of(node, "'memories'", faults, KEYS);
        Set<Declaration> all = new LinkedHashSet<>();
        ScalarNode bank = section.optionalText("bank");
        if (bank != null && bank.getValue().equals("standard")) {
            all.addAll(Bank.standard().declarations());
        } else if (bank != null && !bank.getValue().equals("none")) {
            faults.at(bank, "expected standard or none in 'bank', found " + Section.kind(bank));
        }
        for (Node declared : section.optionalList("declared")) {
            Declaration declaration = declaration(declared);
            if (declaration != null && all.stream().anyMatch(declaration::isOfSame)) {
                faults.at(declared, "'" + declaration.subject() + "' is declared already" + ofBank(bank));
            } else if (declaration != null) {
                all.add(declaration);
            }
        }
        if (faults.count() == before && all.isEmpty()) {
            faults.at(node, "expected 'bank: standard' or something under 'declared' in 'memories'");
        }
        if (all.size() > MOST) {
            faults.at(node, "expected at most " + MOST + " declared memories, found " + all.size());
        }
        if (all.equals(new LinkedHashSet<>(Bank.standard().declarations()))) {
            return Bank.standard();
        }
        // What has faults is never kept, but rules that read it need not be told again that it is not there.
        return faults.count() > before && all.isEmpty() ? Bank.standard() : new Bank(List.copyOf(all));
    }

    private static String ofBank(@Nullable ScalarNode bank) {
        return bank != null && bank.getValue().equals("standard") ? "; is it of the standard bank?" : "";
    }

    private @Nullable Declaration declaration(Node node) {
        int before = faults.count();
        Section section = Section.of(node, "a declared memory", faults, DECLARED_KEYS);
        Node bills = section.optional("bills");
        ScalarNode share = section.optionalText("share");
        ScalarNode usual = section.optionalText("usual");
        int kinds = (bills == null ? 0 : 1) + (share == null ? 0 : 1) + (usual == null ? 0 : 1);
        if (kinds != 1) {
            faults.at(node, "expected one of 'bills', 'share' and 'usual' in a declared memory, found " + kinds);
            return null;
        }
        Node under = bills != null ? bills : section.required("under");
        if (bills != null && section.optional("under") != null) {
            faults.at(node, "'under' goes with 'share' and 'usual'; 'bills' names its key itself");
        }
        List<Field> key = under == null ? List.of() : fields(under);
        Field value = share == null ? null : Field.named(share.getValue());
        if (share != null && value == null) {
            faults.unknown(share, "field", FIELDS);
        }
        Quantity quantity = usual == null ? null : Quantity.named(usual.getValue());
        if (usual != null && quantity == null) {
            faults.unknown(usual, "quantity", QUANTITIES);
        }
        int days = days(section.optional("kept"));
        if (faults.count() > before) {
            return null;
        }
        Declaration.Kept kept = bills != null
                ? Declaration.Kept.BILLS
                : share != null ? Declaration.Kept.SHARE : Declaration.Kept.USUAL;
        try {
            return new Declaration(key, kept, value, quantity, days);
        } catch (IllegalArgumentException e) {
            faults.at(node, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private List<Field> fields(Node node) {
        List<Field> fields = new ArrayList<>();
        for (ScalarNode name : Section.texts(Section.list(node, "a key", faults), "a key", faults)) {
            Field field = Field.named(name.getValue());
            if (field == null) {
                faults.unknown(name, "field", FIELDS);
            } else {
                fields.add(field);
            }
        }
        return fields;
    }

    private int days(@Nullable Node node) {
        if (node == null) {
            return Declaration.DAYS;
        }
        double days = Section.number(node).orElse(-1);
        if (days != StrictMath.rint(days) || days < 0 || days > Integer.MAX_VALUE) {
            faults.at(node, "expected a whole number of days in 'kept', found " + Section.kind(node));
            return Declaration.DAYS;
        }
        return (int) days;
    }
}
