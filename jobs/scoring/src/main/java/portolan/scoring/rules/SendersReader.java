// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import portolan.scoring.ledger.Speaker;
import portolan.scoring.manifest.EventKind;

/**
 * Reads a senders list:
 *
 * <pre>
 *   name: senders
 *   version: 1
 *   senders:
 *     - sender: MAERSK                    # as its gateway knows it; may stand here several times
 *       tenants: [al]
 *       filers: [MAEU, "GR09*"]           # filer ids, whole or by their beginning; "*" for all
 *       kinds: [CREATE, REPLACE, DELETE]  # optional: all of filings; OUTCOMES and MOVES only where they stand
 *       issuers: [MAEU]                   # optional: these filers truly file the bills of these issuers
 *   unchecked: true                     # in place of senders: whom this name listed is not checked any more
 *   proofs:                             # optional: then each filing is proven by a key that stands here
 *     - senders: [MAERSK]                 # "*" for the receive job, which speaks for all that its gateway knows
 *       keys: [9f86d0...]                 # SHA-256 of the key's file; two while one follows the other
 * </pre>
 */
final class SendersReader {
    private static final List<String> KEYS = List.of("name", "version", "senders", "unchecked", "proofs");
    private static final List<String> GRANT_KEYS = List.of("sender", "tenants", "filers", "kinds", "issuers");
    private static final List<String> KINDS = Stream.concat(
                    Arrays.stream(EventKind.values()).map(EventKind::name),
                    Arrays.stream(Speaker.Report.values()).map(Speaker.Report::name))
            .toList();
    private static final int LONGEST_SENDER = 100;
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");
    private static final List<String> PROOF_KEYS = List.of("senders", "keys");
    private static final int MOST_KEYS = 2;

    private final Faults faults;

    private SendersReader(Faults faults) {
        this.faults = faults;
    }

    static ReadText read(RuleText source) {
        Faults faults = new Faults(source);
        Senders list = new SendersReader(faults).list(source);
        return faults.isEmpty() && list != null ? new ReadText(list, List.of()) : new ReadText(null, faults.inOrder());
    }

    private @Nullable Senders list(RuleText source) {
        Node root = Section.parse(source, faults);
        if (root == null) {
            return null;
        }
        Section top = Section.of(root, "the senders list", faults, KEYS);
        if (!top.isPresent()) {
            return null;
        }
        ScalarNode name = top.name("name", "the list's name");
        int version = top.version();
        List<Senders.Grant> grants = new ArrayList<>();
        ScalarNode ended = top.optionalText("unchecked");
        boolean isEnd = ended != null && ended.getValue().equals("true");
        if (ended != null && !isEnd) {
            faults.at(ended, "expected true in 'unchecked', or no such line");
        }
        if (isEnd && (top.optional("senders") != null || top.optional("proofs") != null)) {
            faults.at(root, "'unchecked' ends a list: leave out 'senders' and 'proofs'");
        }
        for (Node node : isEnd ? top.optionalList("senders") : top.list("senders")) {
            Senders.Grant grant = grant(node);
            if (grant != null) {
                grants.add(grant);
            }
        }
        List<Senders.Proof> proofs = new ArrayList<>();
        top.optionalList("proofs").forEach(node -> proofs.add(proof(node)));
        if (faults.isEmpty() && grants.isEmpty() && !isEnd) {
            faults.at(root, "names no sender, so that every filing would be refused");
        }
        return name == null ? null : new Senders(name.getValue(), version, source.text(), grants, proofs);
    }

    private Senders.@Nullable Grant grant(Node node) {
        Section grant = Section.of(node, "a sender", faults, GRANT_KEYS);
        ScalarNode sender = grant.text("sender");
        if (sender != null
                && (sender.getValue().length() > LONGEST_SENDER
                        || !sender.getValue().equals(sender.getValue().strip()))) {
            faults.at(sender, "a sender has at most " + LONGEST_SENDER + " characters, and no blank first or last");
        }
        Names tenants = names(grant, "tenants", true, false);
        Names filers = names(grant, "filers", true, false);
        boolean hasKinds = grant.optional("kinds") != null;
        Set<EventKind> kinds = hasKinds ? EnumSet.noneOf(EventKind.class) : EnumSet.allOf(EventKind.class);
        Set<Speaker.Report> reports = EnumSet.noneOf(Speaker.Report.class);
        for (ScalarNode said : texts(grant, "kinds", false)) {
            int kind = KINDS.indexOf(said.getValue());
            if (kind < 0) {
                faults.at(said, "unknown kind " + Section.kind(said) + Spelling.suggestion(said.getValue(), KINDS));
            } else if (kind < EventKind.values().length) {
                kinds.add(EventKind.values()[kind]);
            } else {
                reports.add(Speaker.Report.valueOf(said.getValue()));
            }
        }
        Names issuers = names(grant, "issuers", false, true);
        Node stated = grant.optional("issuers");
        if (stated != null && filers.hasAll()) {
            faults.at(stated, "every filer would truly file these bills: name the filers, or leave out 'issuers'");
        }
        return sender == null ? null : new Senders.Grant(sender.getValue(), tenants, filers, kinds, reports, issuers);
    }

    private Senders.Proof proof(Node node) {
        Section proof = Section.of(node, "a proof", faults, PROOF_KEYS);
        Names senders = names(proof, "senders", true, false);
        List<ScalarNode> keys = texts(proof, "keys", true);
        for (ScalarNode key : keys) {
            if (!FINGERPRINT.matcher(key.getValue()).matches()) {
                faults.at(key, "expected the SHA-256 of a key's file, 64 digits and letters a to f");
            }
        }
        if (keys.size() > MOST_KEYS) {
            faults.at(node, "at most " + MOST_KEYS + " keys, while one follows the other");
        }
        return new Senders.Proof(
                senders, keys.stream().map(ScalarNode::getValue).toList());
    }

    private Names names(Section grant, String key, boolean required, boolean capitals) {
        List<String> names = new ArrayList<>();
        for (ScalarNode node : texts(grant, key, required)) {
            String value = node.getValue().strip();
            if (value.indexOf('*') >= 0 && value.indexOf('*') < value.length() - 1) {
                faults.at(
                        node,
                        "'*' stands at the end, for whatever follows, in '" + key + "', found " + Section.kind(node));
            }
            names.add(capitals ? value.toUpperCase(Locale.ROOT) : value);
        }
        return new Names(names);
    }

    /** The texts of a list; one without any is reported. */
    private List<ScalarNode> texts(Section grant, String key, boolean required) {
        List<Node> nodes = required ? grant.list(key) : grant.optionalList(key);
        Node list = grant.optional(key);
        if (list != null && nodes.isEmpty() && faults.isEmpty()) {
            faults.at(list, "expected one name at least in '" + key + "'");
        }
        return Section.texts(nodes, "'" + key + "'", faults);
    }
}
