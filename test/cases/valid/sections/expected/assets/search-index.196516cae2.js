faqgenShard({"total":3,"inFile":100,"titles":["97b3a5123b"],"words":[["1","cca24813ea"]],"spelling":[["B","928639c79a"]]});
