faqgenShard([["know","How do I know that a mushroom is safe?"],["where","Where may I pick?"],["cooking","How long must they be cooked?"]]);
