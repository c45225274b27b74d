faqgenShard({"total":2,"inFile":100,"titles":["93cfeab0db"],"words":[["B","d80f6e5a79"]],"spelling":[["B","5816a91db6"]]});
