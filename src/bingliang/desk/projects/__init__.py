"""“七个一批”项目推进服务: the project library, 集中开工 and 要素保障, as the desk acts on them and shows them."""
