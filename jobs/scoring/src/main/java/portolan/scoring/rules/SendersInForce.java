// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.Speaker;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.EventKind;

/**
 * The senders lists that are in force at a time: a table by sender, in which a look-up allocates nothing. Immutable.
 */
public final class SendersInForce {
    /** No list: nobody is checked. */
    public static final SendersInForce NONE = new SendersInForce(List.of());

    private static final int SHOWN = 100;

    /** Open addressing, at most half full. */
    private final @Nullable Known[] table;

    private final List<Senders.Grant> grants;
    private final String lists;
    private final boolean isProven;

    /** @param lists in the order of their names; what any of them grants is granted */
    public SendersInForce(List<Senders> lists) {
        this.lists = lists.stream().map(Senders::shown).collect(Collectors.joining(", "));
        this.grants = lists.stream().flatMap(list -> list.grants().stream()).toList();
        List<Senders.Proof> proofs =
                lists.stream().flatMap(list -> list.proofs().stream()).toList();
        isProven = !proofs.isEmpty();
        Map<String, List<Senders.Grant>> bySender = new LinkedHashMap<>();
        grants.forEach(grant -> bySender.computeIfAbsent(grant.sender(), unused -> new ArrayList<>())
                .add(grant));
        table = new Known[Integer.highestOneBit(bySender.size() + 1) << 2];
        bySender.forEach((name, own) -> {
            Known known =
                    new Known(name, name.getBytes(StandardCharsets.UTF_8), List.copyOf(own), keys(proofs, name), false);
            table[place(known.bytes)] = known;
        });
    }

    /**
     * For whom the sender of a filing speaks. Where no list names keys, its header is believed: few may write its topic.
     *
     * @param keys that are at hand; one that is not proves nothing
     */
    public Speaker of(Sent sent, SenderKeys keys) {
        if (grants.isEmpty()) {
            return Speaker.UNCHECKED;
        }
        byte[] sender = sent.sender();
        Known known = sender == null ? null : table[place(sender)];
        if (known == null) {
            return new Known(sender);
        }
        return !isProven || keys.prove(sent, known.keys) ? known : known.unproven();
    }

    private static List<String> keys(List<Senders.Proof> proofs, String sender) {
        return proofs.stream()
                .filter(proof -> proof.senders().has(sender))
                .flatMap(proof -> proof.fingerprints().stream())
                .distinct()
                .toList();
    }

    private int place(byte[] sender) {
        int at = Arrays.hashCode(sender) * 0x9E3779B9;
        while (true) {
            at &= table.length - 1;
            Known known = table[at];
            if (known == null || Arrays.equals(known.bytes, sender)) {
                return at;
            }
            at++;
        }
    }

    /** A sender, named by a list or by none. */
    private final class Known implements Speaker {
        private final String name;
        private final byte[] bytes;
        private final List<Senders.Grant> own;
        private final List<String> keys;
        private final boolean isUnproven;

        Known(String name, byte[] bytes, List<Senders.Grant> own, List<String> keys, boolean isUnproven) {
            this.name = name;
            this.bytes = bytes;
            this.own = own;
            this.keys = keys;
            this.isUnproven = isUnproven;
        }

        /** One who says that it is this sender. */
        Known unproven() {
            return new Known(name, bytes, List.of(), List.of(), true);
        }

        /** One that no list names. */
        Known(byte @Nullable [] sender) {
            this(
                    sender == null ? "" : new String(sender, StandardCharsets.UTF_8),
                    new byte[0],
                    List.of(),
                    List.of(),
                    false);
        }

        @Override
        public boolean isChecked() {
            return true;
        }

        @Override
        public boolean speaksFor(Consignment stated, EventKind kind) {
            for (Senders.Grant grant : own) {
                if (grant.kinds().contains(kind) && grant.covers(stated)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean isTrueFiler(Consignment stated) {
            for (Senders.Grant grant : grants) {
                if (grant.isTrueFiler(stated)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean may(Report what, String tenant) {
            return own.stream()
                    .anyMatch(grant ->
                            grant.reports().contains(what) && grant.tenants().has(tenant));
        }

        @Override
        public String words() {
            String who = name.isEmpty()
                    ? "no sender"
                    : "the sender '" + (name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "...") + "'"
                            + (isUnproven ? ", not proven," : own.isEmpty() ? ", whom no list names" : "");
            return who + " (in force: " + lists + ")";
        }
    }
}
