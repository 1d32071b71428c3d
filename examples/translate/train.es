¿Pinta mi enfermera mi coche nuevo?
La gallina cara corre en el jardín.
La vaca cara come ahora.
¿Compra el niño negro una mesa?
Un panadero pequeño espera ahora.
¿Espera la maestra negra en la casa?
¿Duerme la reina aquí?
La vaca bonita no vende el sombrero viejo.
Mi gallina pequeña pinta el jardín pequeño.
¿Canta el gato hoy?
¿Canta mi marinero aquí?
Una gallina negra canta ahora.
La niña pinta la mesa.
¿Vende mi enfermera pequeña un libro?
Un gato blanco no espera en la casa.
Mi gallina negra ve la carta blanca.
Un marinero pequeño pinta la casa roja.
La reina canta ahora.
La reina duerme en la casa.
La gallina pequeña ve la mesa.
El caballo corre en la casa.
Mi caballo nuevo corre aquí.
¿Busca una vaca la llave negra?
Mi niña pinta la carta cara.
Una enfermera vende el jardín.
Una vaca pinta la mesa blanca.
El marinero caro no quiere el jardín.
¿Busca el niño pequeño un sombrero?
¿Vende un marinero blanco el libro?
Mi vaca roja pinta mi mesa.
¿Vende un panadero caro mi coche?
Un gato busca el libro bonito.
¿Compra la enfermera mi coche?
La gallina busca el libro pequeño.
Mi médico quiere un jardín.
¿Compra la enfermera mi sombrero rojo?
La vaca cara no vende una casa pequeña.
Una gallina vende el sombrero.
El marinero no duerme hoy.
El marinero no canta ahora.
El panadero nuevo espera en la casa.
¿Ve la reina negra una mesa?
El caballo pinta una casa bonita.
El panadero rojo busca mi sombrero nuevo.
Una reina bonita come en el jardín.
Mi marinero no quiere mi sombrero bonito.
El médico ve mi barco viejo.
El panadero no compra una lámpara negra.
El médico blanco duerme aquí.
Mi panadero vende una casa.
Mi médico rojo no canta en la casa.
La reina cara canta ahora.
El médico pequeño ve el barco.
Una reina quiere una mesa.
Un niño quiere una lámpara pequeña.
Mi gato viejo no pinta un barco viejo.
Un caballo bonito vende mi casa vieja.
La vaca canta aquí.
El caballo come aquí.
Una niña corre en el jardín.
Un gato caro no ve la casa vieja.
El gato nuevo no ve una lámpara blanca.
Un marinero nuevo espera en la casa.
El panadero espera en el jardín.
Mi caballo nuevo duerme en la casa.
¿Espera el marinero pequeño en la casa?
La gallina corre en el jardín.
El médico vende la llave.
El gato bonito no ve el sombrero.
La reina vende un libro blanco.
El médico compra un sombrero.
El gato vende un sombrero.
Un marinero caro quiere una lámpara.
La vaca negra duerme hoy.
Un médico caro vende mi llave pequeña.
La vaca blanca no compra la carta negra.
El niño ve una mesa nueva.
La gallina vieja vende el barco.
Mi reina ve la mesa.
El panadero blanco no pinta mi carta.
Un panadero no corre ahora.
Mi gallina canta en la casa.
¿Canta mi caballo en la casa?
¿Pinta mi gato viejo el libro?
¿Espera la niña hoy?
La reina vieja corre aquí.
¿Vende una reina el sombrero?
El panadero rojo no ve la llave.
La vaca bonita pinta el coche.
La gallina busca mi lámpara.
El caballo caro canta aquí.
La vaca negra busca una lámpara.
La vaca nueva duerme en el jardín.
El caballo pinta una casa cara.
¿Ve la maestra nueva un coche blanco?
Una enfermera come hoy.
El marinero quiere la carta.
La niña pinta el jardín nuevo.
¿Quiere una maestra bonita el libro rojo?
Un niño compra un libro.
Mi reina no canta aquí.
La reina busca un coche nuevo.
Una vaca cara espera ahora.
La enfermera pequeña pinta mi sombrero.
La vaca come ahora.
El niño vende la casa.
Un panadero viejo vende mi libro.
La gallina pinta un sombrero pequeño.
¿Ve una vaca pequeña un barco?
¿Come el gato aquí?
Una vaca cara no corre en la casa.
Mi gato compra el coche nuevo.
Una reina pequeña ve el coche.
El niño vende el jardín.
Un caballo espera en la casa.
Mi médico come ahora.
¿Vende el médico negro el coche blanco?
¿Canta una gallina aquí?
Una niña vieja no corre hoy.
El panadero canta aquí.
La vaca come en el jardín.
Un panadero busca el sombrero viejo.
Mi gato rojo no pinta el jardín.
Mi marinero bonito no ve el jardín nuevo.
¿Busca un panadero bonito el jardín nuevo?
El médico rojo ve el jardín.
Un médico negro canta aquí.
La enfermera bonita come ahora.
La gallina nueva compra una lámpara.
El médico no canta ahora.
La enfermera no corre en la casa.
Mi panadero pinta una carta.
¿Ve la gallina mi mesa cara?
La gallina canta en la casa.
La gallina pinta el coche.
La maestra ve un sombrero.
La enfermera busca un libro.
La reina come ahora.
Un panadero negro vende el barco.
El gato viejo pinta el libro.
Un gato no busca el barco.
Una niña nueva no canta ahora.
El médico blanco no quiere la llave.
Mi enfermera corre aquí.
La vaca busca mi lámpara nueva.
El caballo no espera aquí.
Mi niño canta aquí.
La enfermera nueva come en la casa.
Mi gallina no espera ahora.
Un niño viejo no compra el coche.
La vaca pinta el jardín.
Un panadero negro busca mi jardín viejo.
Un gato no espera ahora.
El panadero no corre en el jardín.
La maestra espera en el jardín.
La vaca bonita busca el barco bonito.
Una vaca no vende el coche pequeño.
Mi marinero blanco come aquí.
El panadero no vende la casa.
¿Compra una reina bonita el coche pequeño?
El panadero quiere la llave pequeña.
¿Canta un niño ahora?
¿Pinta un caballo rojo una llave?
Una gallina pinta la llave vieja.
El médico pequeño corre en el jardín.
Una enfermera ve el jardín caro.
Un niño negro pinta la casa vieja.
¿Ve la maestra pequeña un coche caro?
Mi reina cara no espera aquí.
¿Espera la reina pequeña aquí?
La reina no pinta la carta.
¿Ve el caballo pequeño la mesa negra?
Mi vaca vieja compra una lámpara nueva.
¿Espera el niño en la casa?
¿Compra un caballo negro un sombrero?
Un caballo no duerme ahora.
¿Compra el niño pequeño el libro nuevo?
¿Come un niño hoy?
La reina quiere el sombrero.
La reina no come ahora.
La vaca pinta el sombrero pequeño.
¿Compra un panadero mi coche caro?
¿Canta mi médico caro en el jardín?
El panadero ve una mesa.
Un caballo bonito corre hoy.
La enfermera cara pinta la carta.
Un niño no ve la carta.
¿Busca la gallina mi carta?
La gallina pequeña quiere una casa blanca.
Un gato no compra un jardín.
El panadero bonito corre en la casa.
El gato pequeño busca el coche negro.
¿Vende el panadero pequeño la lámpara?
Mi maestra duerme ahora.
Mi caballo viejo ve mi mesa.
Una enfermera canta aquí.
¿Corre la niña vieja hoy?
¿Duerme la reina roja ahora?
La niña compra una casa.
El gato rojo ve la casa pequeña.
La gallina nueva no compra la mesa pequeña.
Una vaca come aquí.
Una reina cara espera ahora.
Una gallina vieja espera ahora.
El médico ve un barco blanco.
¿Espera el marinero ahora?
Un médico espera aquí.
¿Corre un panadero ahora?
El panadero blanco ve una mesa.
La maestra compra una casa.
Mi enfermera no corre hoy.
Mi maestra quiere una lámpara.
¿Pinta mi niña la carta bonita?
La niña blanca no ve la casa.
El marinero pequeño quiere el barco.
Un marinero no compra la mesa.
Mi maestra espera ahora.
Mi enfermera nueva vende mi libro blanco.
La gallina espera ahora.
Mi enfermera vieja compra mi carta.
Mi enfermera no vende la carta.
Mi niña blanca no quiere el sombrero negro.
La reina canta en el jardín.
¿Canta la gallina ahora?
El niño come ahora.
Una maestra busca el sombrero negro.
¿Vende la reina pequeña el libro nuevo?
Una maestra espera ahora.
La niña espera hoy.
¿Corre la maestra roja aquí?
El niño canta en la casa.
¿Pinta mi marinero el barco?
La gallina roja quiere el sombrero blanco.
El médico no vende un jardín bonito.
¿Busca mi niño una mesa?
La gallina compra la casa pequeña.
Mi médico caro pinta el coche.
El caballo caro come en el jardín.
Mi gato blanco pinta la llave nueva.
Un médico viejo busca la casa bonita.
Mi reina bonita vende el libro.
El niño busca la mesa.
El niño no espera ahora.
Un gato rojo pinta la casa.
Un caballo nuevo ve un coche.
¿Busca un médico un jardín nuevo?
El marinero blanco quiere el coche.
El marinero caro canta ahora.
Mi enfermera no vende mi jardín caro.
La gallina ve una casa.
¿Vende el niño blanco un sombrero nuevo?
La maestra quiere la carta.
Mi gato blanco pinta la casa cara.
El médico caro ve mi lámpara.
La maestra corre aquí.
Un niño pinta el coche.
El médico caro no come en la casa.
La maestra canta ahora.
Una vaca ve la carta nueva.
¿Corre mi panadero hoy?
¿Quiere mi caballo una lámpara?
Un niño quiere el sombrero viejo.
¿Busca el médico mi carta vieja?
¿Vende el marinero bonito una lámpara?
El médico viejo ve un sombrero nuevo.
La vaca ve la llave negra.
La gallina vende la casa.
La gallina bonita vende el coche.
Un marinero busca el jardín negro.
El gato no corre ahora.
Un niño canta aquí.
La vaca no compra un libro.
La enfermera roja pinta mi mesa bonita.
El gato caro espera hoy.
Un gato quiere un libro.
El gato pinta un sombrero.
Mi gato bonito vende el jardín negro.
El panadero rojo vende el libro rojo.
¿Corre un médico viejo aquí?
¿Quiere la gallina el barco bonito?
La maestra compra mi lámpara.
Un médico rojo canta en la casa.
El niño no ve el sombrero.
Un marinero corre aquí.
La maestra ve la llave.
Una vaca ve la llave.
Una vaca no duerme en el jardín.
Una vaca cara pinta la casa.
Un panadero vende la casa blanca.
Una gallina ve el libro.
Mi caballo blanco canta aquí.
Un marinero rojo ve la mesa.
Mi enfermera negra no busca la carta.
Un caballo canta aquí.
La enfermera pequeña espera hoy.
Un niño blanco no compra la carta.
Una niña no vende una llave.
Un niño no duerme hoy.
El panadero rojo busca la mesa.
El caballo nuevo ve la mesa.
¿Quiere la vaca blanca una mesa blanca?
Una enfermera no ve el jardín.
La gallina nueva quiere una mesa nueva.
¿Quiere un médico la lámpara?
Una maestra nueva duerme hoy.
Un marinero no espera en la casa.
Mi niña canta en el jardín.
¿Quiere mi vaca nueva un jardín?
¿Compra mi maestra pequeña el coche?
Un gato no ve el jardín blanco.
Un caballo rojo no duerme aquí.
El caballo compra una mesa.
La niña pequeña no duerme en el jardín.
El marinero no corre en el jardín.
Mi niño pequeño canta en la casa.
Mi maestra nueva duerme hoy.
Mi caballo rojo compra el sombrero rojo.
El caballo ve mi barco pequeño.
¿Compra la reina negra el coche?
La enfermera negra no come en la casa.
El panadero rojo duerme en la casa.
Un marinero nuevo no ve el jardín.
La gallina come hoy.
Un panadero quiere el barco.
La vaca compra una llave.
Una reina quiere la casa.
Mi vaca canta ahora.
Mi reina vieja corre ahora.
El caballo compra una mesa cara.
Una vaca vieja canta en la casa.
La vaca pequeña corre hoy.
¿Corre un médico ahora?
¿Quiere un médico viejo el barco?
¿Quiere la niña roja un coche?
El gato duerme ahora.
La niña nueva no compra una lámpara.
Una reina nueva ve la casa nueva.
La niña pinta un barco.
¿Compra el médico bonito el barco viejo?
¿Busca el gato blanco la llave?
El gato rojo compra un coche.
El niño blanco duerme hoy.
Un caballo no quiere una lámpara.
La niña roja quiere el barco.
¿Compra mi gallina nueva la lámpara cara?
Mi caballo pequeño canta hoy.
¿Come un marinero blanco ahora?
La enfermera pequeña no quiere una mesa.
El gato come ahora.
¿Canta un marinero caro ahora?
El gato quiere el coche.
Mi vaca pinta la casa vieja.
¿Vende el marinero bonito el libro?
El panadero no vende mi sombrero.
La enfermera negra espera en el jardín.
Mi médico pequeño no ve la carta.
¿Come una reina blanca en la casa?
¿Espera el panadero hoy?
El gato rojo canta en la casa.
¿Come mi vaca en el jardín?
El niño pequeño canta ahora.
Mi panadero viejo no vende mi coche pequeño.
¿Quiere una vaca mi carta?
¿Busca el gato la mesa?
¿Pinta el médico la llave pequeña?
Un gato busca un barco.
El gato bonito duerme aquí.
¿Duerme una niña cara ahora?
¿Busca mi gato un coche?
Una gallina cara busca una carta nueva.
Una gallina busca un jardín.
La niña corre ahora.
La reina cara canta aquí.
La niña vieja espera en la casa.
La niña roja canta en la casa.
Mi vaca duerme en la casa.
El caballo viejo corre en el jardín.
Un caballo blanco pinta mi mesa.
Una niña vieja compra mi sombrero.
El médico caro no canta ahora.
¿Busca un panadero el barco rojo?
¿Corre la niña nueva hoy?
Una niña pequeña ve el coche nuevo.
La maestra roja compra el sombrero.
Mi médico negro vende una mesa.
El niño nuevo duerme hoy.
¿Compra mi marinero nuevo el jardín caro?
Un gato pequeño no vende mi llave.
La vaca cara espera en el jardín.
¿Corre mi niña blanca en el jardín?
El médico vende mi jardín.
¿Canta mi enfermera negra en la casa?
La reina negra no pinta el jardín blanco.
La reina pinta una carta nueva.
El panadero corre aquí.
Un marinero viejo no duerme hoy.
La reina pequeña busca mi barco.
¿Duerme la enfermera ahora?
La maestra bonita ve una casa cara.
¿Canta la gallina aquí?
Un gato no ve mi casa cara.
Una reina corre en la casa.
Una gallina bonita vende una mesa.
Un panadero pinta la lámpara.
La maestra pinta mi lámpara.
Una vaca no pinta la casa bonita.
Una vaca blanca ve un barco.
El médico negro vende mi coche.
Una gallina compra mi llave.
La niña vieja duerme ahora.
Un médico corre ahora.
El niño bonito corre aquí.
La enfermera nueva busca mi casa vieja.
El niño pinta un sombrero.
La niña espera aquí.
Mi gallina bonita compra la casa.
Una gallina nueva ve el coche.
Un panadero duerme hoy.
¿Canta una reina blanca aquí?
Una enfermera busca mi mesa.
Un caballo pinta una casa.
¿Busca la enfermera nueva el sombrero rojo?
La reina espera en la casa.
Un gato pinta una lámpara roja.
Una vaca compra mi barco.
La vaca pequeña vende un barco.
Una vaca vieja pinta un libro caro.
La gallina corre aquí.
Mi marinero negro quiere la llave pequeña.
Una gallina quiere la carta.
La enfermera no corre aquí.
La vaca no espera hoy.
Un marinero quiere el libro blanco.
Un marinero canta en el jardín.
¿Pinta mi niña mi carta pequeña?
Un niño caro no come en el jardín.
Mi reina roja ve mi mesa negra.
La gallina no quiere la llave bonita.
¿Duerme la enfermera nueva ahora?
La niña nueva no quiere la lámpara bonita.
El panadero bonito ve un sombrero caro.
La niña nueva corre en la casa.
Una reina vende mi carta.
Una gallina blanca espera hoy.
Un panadero busca la casa.
Una gallina vieja busca un coche viejo.
Mi gallina roja pinta la llave.
El médico negro no canta aquí.
El médico rojo compra una mesa.
El gato no duerme en la casa.
¿Come el marinero nuevo hoy?
¿Duerme el marinero viejo aquí?
¿Corre el panadero en la casa?
El médico caro canta en la casa.
Una vaca nueva corre ahora.
La gallina blanca no come aquí.
¿Duerme un niño en la casa?
La reina corre en el jardín.
La vaca blanca pinta el libro.
Una niña bonita ve la lámpara roja.
La maestra blanca ve una llave.
La enfermera canta aquí.
Mi panadero no busca la llave bonita.
La niña corre en la casa.
¿Vende un caballo viejo el coche?
¿Corre un médico en el jardín?
Un caballo compra mi libro.
Una gallina busca la casa.
Una enfermera vieja canta en el jardín.
¿Ve una gallina cara el libro?
El niño no canta hoy.
Un médico canta en el jardín.
Mi niño no quiere la mesa.
¿Come mi reina cara en la casa?
Una maestra busca un libro.
¿Canta el niño aquí?
El gato viejo compra un coche.
El panadero busca mi llave roja.
Una vaca blanca come en la casa.
Mi vaca cara duerme hoy.
Mi marinero ve el barco.
Mi gato busca la casa.
Un médico pequeño busca el libro.
Mi niño rojo compra la mesa roja.
La enfermera come ahora.
El marinero espera ahora.
Un caballo canta en el jardín.
El marinero bonito vende la casa.
La vaca canta en la casa.
El caballo nuevo busca una mesa.
La enfermera ve la casa bonita.
Un gato corre en el jardín.
¿Come un gato blanco aquí?
El marinero negro quiere mi llave nueva.
La gallina pequeña no canta ahora.
La vaca blanca ve el jardín blanco.
¿Busca la enfermera blanca mi lámpara roja?
El caballo rojo no canta en la casa.
¿Ve un caballo viejo un jardín?
La niña vieja no canta en el jardín.
¿Corre la maestra nueva aquí?
Un niño compra la carta nueva.
Una maestra duerme ahora.
El médico pinta la lámpara.
¿Canta mi niño ahora?
¿Duerme una gallina pequeña ahora?
¿Quiere mi vaca negra una lámpara bonita?
Una maestra corre ahora.
¿Duerme mi marinero rojo en el jardín?
Un panadero no compra un libro.
El marinero bonito no quiere un libro.
El gato come aquí.
Una maestra pequeña ve la casa roja.
Mi reina blanca canta hoy.
El gato duerme aquí.
La gallina cara ve una mesa.
¿Busca la niña negra el sombrero?
La vaca blanca corre en la casa.
¿Vende la maestra una lámpara?
Una vaca espera aquí.
El gato quiere la llave nueva.
Mi reina canta aquí.
¿Quiere mi niña mi libro blanco?
¿Canta el médico hoy?
La enfermera espera aquí.
Mi marinero caro busca mi llave nueva.
Un médico quiere el jardín rojo.
Una niña bonita come hoy.
La niña compra la carta.
La enfermera pinta la mesa.
La maestra cara busca el jardín.
El niño blanco no corre en la casa.
La niña vieja canta aquí.
Un médico negro no compra el libro viejo.
Una reina duerme en la casa.
La gallina no espera hoy.
El panadero come en la casa.
El médico espera ahora.
Un médico vende un coche.
El niño pequeño no canta en el jardín.
El marinero corre aquí.
Un caballo come aquí.
La maestra vende un jardín bonito.
El gato pinta una lámpara.
¿Compra el panadero bonito el barco caro?
Un gato espera en la casa.
¿Quiere una reina mi sombrero?
La vaca nueva no duerme hoy.
Una enfermera no busca el jardín caro.
La niña cara no busca un sombrero.
La reina nueva duerme hoy.
La reina roja espera aquí.
¿Pinta un médico negro un barco bonito?
Una vaca pequeña compra la lámpara nueva.
La enfermera canta ahora.
La niña duerme ahora.
¿Busca la maestra la carta?
La niña come hoy.
La enfermera espera en la casa.
Un panadero ve un sombrero.
Un panadero rojo compra un barco.
La vaca negra espera aquí.
Mi enfermera vieja pinta una mesa.
Mi niño pequeño no canta aquí.
Mi reina quiere mi sombrero.
Una enfermera no pinta el sombrero.
Un marinero rojo busca mi jardín.
La vaca vieja pinta la casa.
Una gallina vieja duerme en el jardín.
Mi panadero canta aquí.
¿Compra el marinero viejo la lámpara negra?
Un niño bonito no ve el coche negro.
La maestra nueva no corre ahora.
Una reina ve el sombrero.
El marinero caro vende el barco negro.
Un niño caro no vende la lámpara.
La maestra no canta en el jardín.
Una maestra canta en la casa.
Un gato pinta la mesa roja.
La enfermera ve mi sombrero.
Un marinero pequeño no espera en la casa.
La vaca nueva busca mi lámpara roja.
La niña no espera en el jardín.
Un niño no ve el sombrero pequeño.
La reina negra espera en la casa.
La enfermera no quiere el jardín.
La maestra come en el jardín.
Una gallina blanca no canta en el jardín.
¿Come el gato en la casa?
La maestra duerme en el jardín.
Un panadero canta aquí.
La niña corre en el jardín.
Una niña cara espera ahora.
Una vaca nueva quiere mi carta blanca.
La vaca negra compra la llave.
Una reina nueva no compra la casa.
El caballo pequeño vende la carta negra.
¿Vende un marinero la carta?
¿Quiere la gallina pequeña la llave?
¿Corre mi médico caro en la casa?
